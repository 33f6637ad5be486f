/** Checks whether this machine can run the jobs, and says what to do where it cannot. */
package org.voxmatrix.doctor;
