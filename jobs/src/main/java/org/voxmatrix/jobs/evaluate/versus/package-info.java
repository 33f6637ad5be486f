/** Which of two systems' scores of the same trials are worth more. */
package org.voxmatrix.jobs.evaluate.versus;
