/** Trial lists and error rates, for tests that measure accuracy. */
package org.voxmatrix.trials;
