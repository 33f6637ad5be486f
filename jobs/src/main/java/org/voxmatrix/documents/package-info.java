/** Results and errors as the JSON documents of the services that Voxmatrix answers for. */
package org.voxmatrix.documents;
