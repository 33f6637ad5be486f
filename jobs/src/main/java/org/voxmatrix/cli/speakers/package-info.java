/** Commands that know people. */
package org.voxmatrix.cli.speakers;
