/**
 * What makes two inputs, options or plans the same: {@link org.voxmatrix.identity.CanonicalForm}
 * writes them as one text, {@link org.voxmatrix.identity.Sha256} names that text. {@link
 * org.voxmatrix.identity.Json} is the JSON of the whole project.
 */
package org.voxmatrix.identity;
