/** How often passphrases are told right; {@code docs/passphrases.md} has the results. */
package org.voxmatrix.benchmarks.phrase;
