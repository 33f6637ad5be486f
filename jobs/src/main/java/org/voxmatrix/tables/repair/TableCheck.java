package org.voxmatrix.tables.repair;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileInfo;
import org.voxmatrix.tables.TableFiles;
import org.voxmatrix.tables.VoxTable;

/** Looks at every file that a table names now: its manifests, and the rows that they list. */
public final class TableCheck {

  private static final Pattern PARTITION =
      Pattern.compile("/run_id=([^/]+)/(?:wave=(\\d+)/)?[^/]+$");

  /** How Iceberg's writers name files of deletes. */
  private static final Pattern DELETES = Pattern.compile("(-deletes\\.\\w+|\\.puffin)$");

  private final VoxTable kind;
  private final Table table;
  private final Depth depth;
  private final StoredFiles files;
  private final List<Damage> damages = new ArrayList<>();
  private final List<DataFile> whole = new ArrayList<>();
  private final List<DeleteFile> deletes = new ArrayList<>();
  private final Set<LostRows> lost = new HashSet<>();
  private long named;
  private boolean older;
  private boolean deletesLost;

  private TableCheck(VoxTable kind, Table table, Depth depth) {
    this.kind = kind;
    this.table = table;
    this.depth = depth;
    this.files = StoredFiles.of(table);
  }

  static TableCheck of(VoxTable kind, Table table, Depth depth) {
    TableCheck check = new TableCheck(kind, table, depth);
    if (table.currentSnapshot() != null) {
      check.snapshot(table.currentSnapshot());
    }
    return check;
  }

  VoxTable kind() {
    return kind;
  }

  /** One for each file that is damaged. */
  public List<Damage> damages() {
    return damages;
  }

  /** How many files the table names. */
  public long files() {
    return named;
  }

  /** Whether the rows that it names now are unknown, and no earlier state is known either. */
  private boolean isHopeless() {
    return !older
        && damages.stream().anyMatch(damage -> damage.part() == Damage.Part.MANIFEST_LIST);
  }

  /** Why it is to be left as it is, unless it is given up; empty if nothing speaks against it. */
  public Optional<String> objection() {
    if (isHopeless()) {
      return Optional.of("of its rows nothing is known without that list");
    }
    boolean carried =
        deletes.stream().allMatch(file -> file.content() == FileContent.POSITION_DELETES);
    return deletesLost || !(carried || damages.isEmpty())
        ? Optional.of("rows that somebody has deleted from it would come back")
        : Optional.empty();
  }

  /** The data files that are as they should be. */
  List<DataFile> whole() {
    return whole;
  }

  /** Which of their rows do not count, of the files that are as they should be. */
  List<DeleteFile> deletes() {
    return deletes.stream().filter(file -> file.content() == FileContent.POSITION_DELETES).toList();
  }

  /** Whose rows are gone. */
  public Set<LostRows> lost() {
    return lost;
  }

  /** Whether it was found again, and its files have not been looked at since. */
  public boolean isUnchecked() {
    return table.properties().containsKey(CatalogRepair.OLDER);
  }

  /** Whether it was found again in an earlier state. */
  public boolean isOlder() {
    return "true".equals(table.properties().get(CatalogRepair.OLDER));
  }

  private void snapshot(Snapshot snapshot) {
    named++;
    try {
      snapshot.allManifests(table.io()).forEach(this::manifest);
    } catch (RuntimeException e) {
      damage(Damage.Part.MANIFEST_LIST, snapshot.manifestListLocation(), StoredFiles.unreadable(e));
      before(snapshot).forEach(this::manifest);
    }
    boolean manifests = damages.stream().anyMatch(damage -> damage.part() == Damage.Part.MANIFEST);
    if (manifests || isHopeless()) {
      loseAllBut(Set.of(), file -> true);
    } else if (older || isUnchecked()) {
      loseAllBut(replaced(), later());
    }
  }

  /** The manifests of the newest state before that can be read. */
  private List<ManifestFile> before(Snapshot unreadable) {
    Long id = unreadable.parentId();
    while (id != null && table.snapshot(id) != null) {
      try {
        List<ManifestFile> manifests = table.snapshot(id).allManifests(table.io());
        older = true;
        return manifests;
      } catch (RuntimeException e) {
        id = table.snapshot(id).parentId();
      }
    }
    return List.of();
  }

  private void manifest(ManifestFile manifest) {
    named++;
    Optional<String> fault = files.fault(manifest.path(), manifest.length());
    List<ContentFile<?>> entries = new ArrayList<>();
    if (fault.isEmpty()) {
      try (ManifestReader<? extends ContentFile<?>> reader = read(manifest)) {
        reader.forEach(entry -> entries.add(entry.copy()));
      } catch (RuntimeException | IOException e) {
        fault = Optional.of(StoredFiles.unreadable(e));
      }
    }
    if (fault.isPresent()) {
      deletesLost |= manifest.content() == ManifestContent.DELETES;
      damage(Damage.Part.MANIFEST, manifest.path(), fault.get());
    } else {
      entries.forEach(this::content);
    }
  }

  private ManifestReader<? extends ContentFile<?>> read(ManifestFile manifest) {
    return manifest.content() == ManifestContent.DATA
        ? ManifestFiles.read(manifest, table.io(), table.specs())
        : ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs());
  }

  private void content(ContentFile<?> file) {
    named++;
    Optional<String> fault =
        files
            .fault(file.location(), file.fileSizeInBytes())
            .or(() -> depth == Depth.CONTENTS ? StoredFiles.fault(table, file) : Optional.empty());
    if (file instanceof DataFile data) {
      fault.ifPresentOrElse(
          found -> {
            damage(Damage.Part.DATA, file.location(), found);
            lose(TableFiles.path(file.location()));
          },
          () -> whole.add(data));
    } else if (file instanceof DeleteFile delete) {
      fault.ifPresentOrElse(
          found -> {
            damage(Damage.Part.DELETES, file.location(), found);
            deletesLost = true;
          },
          () -> deletes.add(delete));
    }
  }

  private void damage(Damage.Part part, String location, String fault) {
    String folder = TableFiles.path(table.location()) + "/";
    damages.add(new Damage(kind, part, TableFiles.path(location).replace(folder, ""), fault));
  }

  /** Which rows there were cannot be told: any file may have had some, but those that are known. */
  private void loseAllBut(Set<String> replaced, Predicate<FileInfo> had) {
    Set<String> known = new HashSet<>(replaced);
    whole.forEach(file -> known.add(TableFiles.path(file.location())));
    deletes.forEach(file -> known.add(TableFiles.path(file.location())));
    files.all().stream()
        .filter(file -> !known.contains(TableFiles.path(file.location())))
        .filter(had)
        .forEach(file -> lose(TableFiles.path(file.location())));
  }

  /**
   * Whether a file came after those that are whole. One process at a time writes a wave, so one
   * that is older than the rows of its wave was left by a process that was killed.
   */
  private Predicate<FileInfo> later() {
    Map<String, Long> newest = new HashMap<>();
    for (DataFile file : whole) {
      String path = TableFiles.path(file.location());
      newest.merge(folder(path), files.createdAtMillis(path), Math::max);
    }
    return file ->
        file.createdAtMillis()
            > newest.getOrDefault(folder(TableFiles.path(file.location())), Long.MIN_VALUE);
  }

  private static String folder(String file) {
    return file.substring(0, file.lastIndexOf('/'));
  }

  /** What earlier snapshots name, and this one does not or has as well. */
  private Set<String> replaced() {
    Set<String> replaced = new HashSet<>();
    Set<String> read = new HashSet<>(); // Snapshots have most of their manifests in common.
    for (Snapshot snapshot : table.snapshots()) {
      try {
        snapshot.allManifests(table.io()).stream()
            .filter(manifest -> read.add(manifest.path()))
            .forEach(manifest -> addPaths(manifest, replaced));
      } catch (RuntimeException unreadable) {
        // What it alone names is unknown.
      }
    }
    return replaced;
  }

  private void addPaths(ManifestFile manifest, Set<String> known) {
    try (CloseableIterable<String> files =
        ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
      files.forEach(file -> known.add(TableFiles.path(file)));
    } catch (RuntimeException | IOException unreadable) {
      // As above.
    }
  }

  private void lose(String file) {
    Matcher partition = PARTITION.matcher(file);
    if (DELETES.matcher(file).find()) {
      deletesLost = true;
    } else if (partition.find()) {
      String wave = partition.group(2);
      lost.add(new LostRows(kind, partition.group(1), wave == null ? null : Integer.valueOf(wave)));
    }
  }
}
