package org.voxmatrix.audio.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Optional;
import org.voxmatrix.audio.input.HeaderBytes;

/**
 * What a file is by its first bytes, where these decide. Kinds without a demuxer are not read, only
 * named.
 *
 * @param name for people, with its article
 * @param container short name
 * @param demuxer FFmpeg's name; empty for what is not read
 * @param offset of the magic bytes
 * @param magic the bytes as ISO 8859-1
 */
record FileKind(String name, String container, String demuxer, int offset, String magic) {

  private static final List<FileKind> KINDS =
      List.of(
          read("an MP4 file", "mp4", "mov", 4, "ftyp"),
          read("a QuickTime file", "mp4", "mov", 4, "moov"),
          read("a QuickTime file", "mp4", "mov", 4, "wide"),
          read("a QuickTime file", "mp4", "mov", 4, "mdat"),
          read("a QuickTime file", "mp4", "mov", 4, "free"),
          read("a QuickTime file", "mp4", "mov", 4, "skip"),
          named("a fragment of an MP4 file", 4, "styp"),
          named("a fragment of an MP4 file", 4, "moof"),
          read("a Matroska or WebM file", "matroska", "matroska", 0, "\u001AE\u00DF\u00A3"),
          read("an AMR file", "amr", "amr", 0, "#!AMR\n"),
          read("an AMR-WB file", "amr", "amr", 0, "#!AMR-WB\n"),
          read("an AIFF file", "aiff", "aiff", 8, "AIFF"),
          read("an AIFF-C file", "aiff", "aiff", 8, "AIFC"),
          read("an AU file", "au", "au", 0, ".snd"),
          read("a CAF file", "caf", "caf", 0, "caff"),
          read("a NIST SPHERE file", "sphere", "nistsphere", 0, "NIST_1A\n"),
          read("a Windows Media file", "asf", "asf", 0, "0&\u00B2u\u008Ef\u00CF\u0011"),
          named("an AVI file", 8, "AVI "),
          named("a big-endian RIFF file", 0, "RIFX"),
          named("an AMR file of several channels", 0, "#!AMR"),
          named("an ADIF file", 0, "ADIF"),
          named("a playlist", 0, "#EXTM3U"),
          named("a playlist", 0, "[playlist]"),
          named("a concat script", 0, "ffconcat"),
          named("a session description", 0, "v=0\r\n"),
          named("a session description", 0, "v=0\n"),
          named("a web page", 0, "<!DOCTYPE html"),
          named("a web page", 0, "<!doctype html"),
          named("a web page", 0, "<html"),
          named("an XML file", 0, "<?xml"),
          named("a Flash video", 0, "FLV\u0001"),
          named("a MIDI file", 0, "MThd"),
          named("a RealMedia file", 0, ".RMF"),
          named("a RealAudio file", 0, ".ra\u00FD"),
          named("a Creative Voice file", 0, "Creative Voice File"),
          named("a Monkey's Audio file", 0, "MAC "),
          named("a WavPack file", 0, "wvpk"),
          named("a Musepack file", 0, "MPCK"),
          named("a Musepack file", 0, "MP+"),
          named("a True Audio file", 0, "TTA1"),
          named("a DSF file", 0, "DSD "),
          named("an AC-3 file", 0, "\u000Bw"),
          named("a DTS file", 0, "\u007F\u00FE\u0080\u0001"),
          named("a NUT file", 0, "nut/multimedia"),
          named("a SILK file", 0, "#!SILK"),
          named("a SILK file", 0, "\u0002#!SILK"),
          named("an iLBC file", 0, "#!iLBC"),
          named("a Shorten file", 0, "ajkg"),
          named("a ZIP archive", 0, "PK\u0003\u0004"),
          named("a gzip file", 0, "\u001F\u008B"),
          named("a bzip2 file", 0, "BZh"),
          named("a 7-Zip archive", 0, "7z\u00BC\u00AF"),
          named("an xz file", 0, "\u00FD7zXZ"),
          named("a Zstandard file", 0, "(\u00B5/\u00FD"),
          named("a RAR archive", 0, "Rar!"),
          named("a PDF file", 0, "%PDF"),
          named("a PNG image", 0, "\u0089PNG"),
          named("a JPEG image", 0, "\u00FF\u00D8\u00FF"),
          named("a GIF image", 0, "GIF8"),
          named("a Parquet file", 0, "PAR1"),
          named("an HDF5 file", 0, "\u0089HDF"),
          named("a NumPy file", 0, "\u0093NUMPY"),
          named("an MPEG program stream", 0, "\0\0\u0001\u00BA"),
          named("a Git LFS pointer", 0, "version https://git-lfs"),
          named("a transport stream", 188, "G"));

  private static final int LONGEST = 192;

  private static FileKind read(
      String name, String container, String demuxer, int offset, String magic) {
    return new FileKind(name, container, demuxer, offset, magic);
  }

  private static FileKind named(String name, int offset, String magic) {
    return new FileKind(name, "", "", offset, magic);
  }

  static Optional<FileKind> of(HeaderBytes bytes) {
    String start = ISO_8859_1.decode(bytes.at(0, LONGEST)).toString();
    return KINDS.stream().filter(kind -> kind.begins(start)).findFirst();
  }

  private boolean begins(String start) {
    return switch (offset) {
      case 8 -> hasMagic(start) && (start.startsWith("FORM") || start.startsWith("RIFF"));
      case 188 -> hasMagic(start) && start.startsWith(magic);
      default -> hasMagic(start);
    };
  }

  private boolean hasMagic(String start) {
    return start.startsWith(magic, offset);
  }

  boolean isRead() {
    return !demuxer.isEmpty();
  }
}
