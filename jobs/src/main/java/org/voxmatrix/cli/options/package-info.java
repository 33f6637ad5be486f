/** Options that several commands share. */
package org.voxmatrix.cli.options;
