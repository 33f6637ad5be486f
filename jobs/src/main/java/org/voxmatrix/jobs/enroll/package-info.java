/** Adds recordings to profiles, by the rules of enrollment. */
package org.voxmatrix.jobs.enroll;
