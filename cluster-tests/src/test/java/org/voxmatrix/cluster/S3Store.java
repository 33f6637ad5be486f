package org.voxmatrix.cluster;

import java.net.URI;
import java.util.Map;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/** An S3 store in memory, on loopback. */
final class S3Store implements AutoCloseable {

  private static final String KEY = "a-key";
  private static final String SECRET = "a-secret";

  private final BlobStoreContext blobs;
  private final S3Proxy server;

  S3Store(String bucket) throws Exception {
    blobs =
        ContextBuilder.newBuilder("transient")
            .credentials(KEY, SECRET)
            .build(BlobStoreContext.class);
    blobs.getBlobStore().createContainerInLocation(null, bucket);
    server =
        S3Proxy.builder()
            .blobStore(blobs.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .ignoreUnknownHeaders(true)
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
            .build();
    server.start();
  }

  /** Hadoop's settings for this store. */
  Map<String, String> hadoopSettings() {
    return Map.of(
        "fs.s3a.endpoint",
        "http://127.0.0.1:" + server.getPort(),
        "fs.s3a.endpoint.region",
        "us-east-1",
        "fs.s3a.path.style.access",
        "true",
        "fs.s3a.access.key",
        KEY,
        "fs.s3a.secret.key",
        SECRET);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      blobs.close();
    }
  }
}
