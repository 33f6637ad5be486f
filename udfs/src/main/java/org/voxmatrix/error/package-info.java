/**
 * What can go wrong, in the words of the public contract: {@link org.voxmatrix.error.Fault} for one
 * item, {@link org.voxmatrix.error.RequestError} for a whole run. An item's fault rejects that item
 * and the run continues; a request error ends the run before work starts.
 */
package org.voxmatrix.error;
