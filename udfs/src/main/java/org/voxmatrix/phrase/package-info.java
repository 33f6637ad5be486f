/**
 * Passphrases: which known phrase was said ({@link org.voxmatrix.phrase.PhraseRecognizer}, English,
 * 16 kHz), and whether two recordings hold the same words whatever the language ({@link
 * org.voxmatrix.phrase.PhraseSimilarity}).
 */
package org.voxmatrix.phrase;
