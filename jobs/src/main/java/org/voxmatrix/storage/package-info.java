/** What the machine and storage may refuse, told as faults of the user's and not of ours. */
package org.voxmatrix.storage;
