/**
 * The scoring kernel on Java's vector module. Nothing refers to it: {@link
 * org.voxmatrix.score.KernelChoice#best} finds it where both its jar and the module are there.
 */
package org.voxmatrix.vector;
