/** Checks that recordings belong to the profiles they claim. */
package org.voxmatrix.jobs.verify;
