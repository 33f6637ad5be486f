/** Multiplication of blocks, against the arithmetic limit of the processor: JMH benchmarks. */
package org.voxmatrix.benchmarks.kernel;
