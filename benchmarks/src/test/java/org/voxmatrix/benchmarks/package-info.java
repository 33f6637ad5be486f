/** Measurements of the whole and its parts, on recordings made from {@code sample-data}. */
package org.voxmatrix.benchmarks;
