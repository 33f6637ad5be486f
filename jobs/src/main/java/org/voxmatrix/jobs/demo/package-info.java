/** The whole way of the data over the sample recordings. */
package org.voxmatrix.jobs.demo;
