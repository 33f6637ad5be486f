/** Settings from files and the environment. */
package org.voxmatrix.cli.settings;
