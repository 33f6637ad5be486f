/** What a command prints, and its exit codes. */
package org.voxmatrix.cli.terminal;
