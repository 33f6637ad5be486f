/** The whole data flow over the sample recordings. */
package org.voxmatrix.jobs.demo;
