package org.voxmatrix.ledger;

import java.io.Serializable;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.iceberg.expressions.Expressions;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;
import org.voxmatrix.tables.Word;

/**
 * The recordings and profiles that were erased, as they are now: no run may bring them back. Ids
 * are kept as salted SHA-256 only, so that an id can be looked up and not read.
 */
public final class Suppressions implements Serializable {

  /** What an id is of. */
  public enum Kind implements Word {
    RECORDING,
    PROFILE
  }

  private static final Pattern CHANNEL = Pattern.compile("#\\d+$");
  private static final long serialVersionUID = 1L;
  private static final int SALT_BYTES = 16;
  private static final RowMapper<Entry> ROWS = RowMapper.of(VoxTable.SUPPRESSIONS, Entry.class);

  /** A row of the table. */
  record Entry(
      String runId, Kind kind, String salt, String idSha256, Instant erasedAt, String reason) {}

  private final String salt;
  private final TreeSet<String> hashes;

  private Suppressions(String salt, TreeSet<String> hashes) {
    this.salt = salt;
    this.hashes = hashes;
  }

  /** Reads the list. */
  public static Suppressions load(Warehouse warehouse) {
    String salt = null;
    TreeSet<String> hashes = new TreeSet<>();
    for (Entry entry : new RowTable<>(warehouse, ROWS).read(Expressions.alwaysTrue())) {
      salt = entry.salt();
      hashes.add(entry.idSha256());
    }
    return new Suppressions(salt == null ? newSalt() : salt, hashes);
  }

  /** The list as it is now; one that is still empty keeps its salt, and with it its keys. */
  public Suppressions reloaded(Warehouse warehouse) {
    Suppressions now = load(warehouse);
    return now.isEmpty() ? this : now;
  }

  /** Whether that id was erased. */
  public boolean contains(Kind kind, String id) {
    return !hashes.isEmpty() && id != null && hashes.contains(hash(kind, id));
  }

  /** Whether the voiceprint or member of a set of that id is of an erased recording or profile. */
  public boolean containsMember(String id) {
    return !isEmpty()
        && id != null
        && (contains(Kind.RECORDING, id)
            || contains(Kind.RECORDING, withoutChannel(id))
            || contains(Kind.PROFILE, id));
  }

  /** The recording id in the id of a voiceprint. */
  public static String withoutChannel(String id) {
    return CHANNEL.matcher(id).replaceFirst("");
  }

  /** Whether nothing was ever erased. */
  public boolean isEmpty() {
    return hashes.isEmpty();
  }

  /** Changes with every id that is added. */
  public String digest() {
    return Sha256.hex(String.join(" ", hashes));
  }

  /** Tells one choice of ids from another, without naming them. */
  public String key(Collection<String> recordings, Collection<String> profiles) {
    TreeSet<String> chosen = new TreeSet<>();
    recordings.forEach(id -> chosen.add(hash(Kind.RECORDING, id)));
    profiles.forEach(id -> chosen.add(hash(Kind.PROFILE, id)));
    return Sha256.hex(String.join(" ", chosen));
  }

  /** Why an item that is suppressed is rejected; does not name it. */
  public static RejectedException refusal() {
    return new RejectedException(
        Fault.RECORDING_ERASED,
        List.of("recording_id"),
        "The recording was erased on request: leave it out.");
  }

  /** The hash under which an id stands in the list. */
  private String hash(Kind kind, String id) {
    return Sha256.hex(salt + "/" + kind + "/" + id);
  }

  /** Adds ids, in one commit; those that are in the list stay as they are. */
  public void add(
      Warehouse warehouse,
      String runId,
      String reason,
      Collection<String> recordings,
      Collection<String> profiles) {
    Instant now = Instant.now();
    List<Entry> entries = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (String id : new TreeSet<>(kind == Kind.RECORDING ? recordings : profiles)) {
        String hash = hash(kind, id);
        if (!hashes.contains(hash)) {
          entries.add(new Entry(runId, kind, salt, hash, now, reason));
        }
      }
    }
    if (!entries.isEmpty()) {
      new RowTable<>(warehouse, ROWS).append(entries);
      entries.forEach(entry -> hashes.add(entry.idSha256()));
    }
  }

  private static String newSalt() {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }
}
