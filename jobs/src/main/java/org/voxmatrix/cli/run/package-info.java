/** Runs a command: the session it needs, its errors, its interruption. */
package org.voxmatrix.cli.run;
