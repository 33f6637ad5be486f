package org.voxmatrix.session;

import java.io.IOException;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Cells so long that memory would be full of a few: some kilobytes of a file are hundreds of
 * megabytes when they are read. Parquet reads whole pages.
 */
final class LargeCells {

  /** Of the texts of a column, on average. */
  private static final long LONGEST = 1 << 20;

  /** Writers end a page at a megabyte, or after a cell that is longer. */
  private static final long LARGEST_PAGE = 64L << 20;

  /** What is not packed like that takes its size on the disk, too. */
  private static final long RATIO = 20;

  /** Of recordings, which cannot be packed like that, unless they are silent. */
  private static final long LARGEST_PACKED = 512L << 20;

  private LargeCells() {}

  /** Whether a part of a column has any. */
  static boolean in(ColumnChunkMetaData chunk, InputFile file) throws IOException {
    long size = chunk.getTotalUncompressedSize();
    boolean packed = size / Math.max(1, chunk.getTotalSize()) > RATIO;
    if (!(chunk.getPrimitiveType().getLogicalTypeAnnotation()
        instanceof StringLogicalTypeAnnotation)) {
      return packed
          && size > LARGEST_PACKED
          && chunk.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
    }
    return size / Math.max(1, chunk.getValueCount()) > LONGEST
        || packed && size > LARGEST_PAGE && largestPage(chunk, file) > LARGEST_PAGE;
  }

  private static long largestPage(ColumnChunkMetaData chunk, InputFile file) throws IOException {
    long largest = 0;
    try (SeekableInputStream in = file.newStream()) {
      long next = chunk.getStartingPos();
      long end = next + chunk.getTotalSize();
      while (next < end) {
        in.seek(next);
        PageHeader page = Util.readPageHeader(in);
        largest = Math.max(largest, page.getUncompressed_page_size());
        next = in.getPos() + page.getCompressed_page_size();
      }
    }
    return largest;
  }
}
