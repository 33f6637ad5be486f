/** Commands that look after a warehouse. */
package org.voxmatrix.cli.upkeep;
