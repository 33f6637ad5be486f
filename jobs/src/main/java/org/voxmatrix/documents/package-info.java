/** Results and errors as the JSON documents of the services that Voxmatrix stands in for. */
package org.voxmatrix.documents;
