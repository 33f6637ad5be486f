/** Checks whether this machine can run the jobs, and says what to do if it cannot. */
package org.voxmatrix.doctor;
