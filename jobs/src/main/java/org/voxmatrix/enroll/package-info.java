/** The rules of enrollment: what was heard, what a profile needs, and what an audio may break. */
package org.voxmatrix.enroll;
