/** Commands that maintain and inspect a warehouse. */
package org.voxmatrix.cli.upkeep;
