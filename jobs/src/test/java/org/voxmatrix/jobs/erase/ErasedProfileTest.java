package org.voxmatrix.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voxmatrix.fixtures.DiskScan;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.jobs.enroll.EnrollJob;
import org.voxmatrix.jobs.enroll.EnrollSettings;
import org.voxmatrix.jobs.enroll.EnrollmentDecider;
import org.voxmatrix.jobs.identify.IdentifyJob;
import org.voxmatrix.jobs.identify.IdentifySettings;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.jobs.verify.VerifyJob;
import org.voxmatrix.jobs.verify.VerifySettings;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.tables.VoxTable;

/** A profile that was enrolled, identified and verified by the jobs themselves is erased. */
@Tag("slow")
class ErasedProfileTest extends InOwnWarehouse {

  private static final String ERASED = "7a0e5b1c-0000-4000-8000-00000000000a";
  private static final String STAYS = "7b0e5b1c-0000-4000-8000-00000000000b";

  /** The profile as far as bounds of columns have it, its recordings, and where they are. */
  private static final String[] TRACES = {
    ERASED.substring(0, 16), "zora-7f3c", "english-rms/passport-1", "english-rms/passport-2"
  };

  @Test
  void nothingOfAProfileIsLeftAndNothingComesBack() throws IOException {
    List<Row> enrollments = new ArrayList<>();
    for (String phrase : List.of("passport-1", "passport-2", "passport-14db")) {
      enrollments.add(row("zora-7f3c-" + phrase, "english-rms/" + phrase, ERASED));
    }
    for (String phrase : List.of("passport-1", "passport-2", "passport-3")) {
      enrollments.add(row("slt-" + phrase, "english-slt/" + phrase, STAYS));
    }
    String manifest = write(enrollments);
    assertThat(faults(enroll(manifest))).containsOnlyNulls();
    identify();
    verify();
    DiskScan before = DiskScan.of(own.folder(), TRACES);
    assertThat(before.folders())
        .contains(
            "main/profiles/data",
            "main/enrollments/data",
            "main/identifications/data",
            "main/verifications/data",
            "main/set_members/data",
            "main/hits/data",
            "main/tasks/data",
            "main/plan_items/data")
        // Its answers are made of the columns of other tables.
        .doesNotContain("main/operations/data");

    EraseResult erased =
        new EraseJob(
                own.context(),
                EraseSettings.of(
                    List.of(), List.of(ERASED.replace("-", "").toUpperCase(java.util.Locale.ROOT))))
            .execute();

    assertThat(erased.recordings()).isEqualTo(3);
    DiskScan after = DiskScan.of(own.folder(), TRACES);
    assertThat(after.found()).as("found before: " + before).isEmpty();
    assertThat(new ProfileTable(warehouse).shown(ERASED, null)).isEmpty();
    assertThat(new ProfileTable(warehouse).shown(STAYS, null).orElseThrow().status())
        .isEqualTo(ProfileStatus.ENROLLED);
    assertThat(TableRows.texts(warehouse, VoxTable.IDENTIFICATIONS, "recording_id"))
        .containsExactly("probe-slt");
    assertThat(TableRows.texts(warehouse, VoxTable.VERIFICATIONS, "recording_id"))
        .containsExactly("claim-slt");

    enrollments.add(row("fresh", "english-rms/passport-3", ERASED));
    assertThat(faults(enroll(write(enrollments))))
        .containsExactly(
            "recording.erased", "recording.erased", "recording.erased", "recording.erased");
    assertThat(DiskScan.of(own.folder(), TRACES).found()).isEmpty();
  }

  private String enroll(String manifest) {
    return new EnrollJob(
            own.context(),
            EnrollSettings.of(manifest).withUnknown(EnrollmentDecider.Unknown.CREATED))
        .execute()
        .runId();
  }

  private void identify() {
    String manifest =
        Manifests.of(
            folder,
            "probe-rms",
            Manifests.sample("phrases/english-rms/passport-3.wav"),
            "probe-slt",
            Manifests.sample("phrases/english-slt/passport-3.wav"));
    new IdentifyJob(own.context(), IdentifySettings.of(manifest).withThreshold(-1.0)).execute();
  }

  private void verify() {
    new VerifyJob(
            own.context(),
            VerifySettings.of(
                write(
                    List.of(
                        row("claim-rms", "english-rms/passport-3", ERASED),
                        row("claim-slt", "english-slt/passport-3", STAYS)))))
        .execute();
  }

  private List<String> faults(String runId) {
    return new Ledger(warehouse).tasks(runId).stream().map(TaskRow::fault).toList();
  }

  private String write(List<Row> rows) {
    return Manifests.write(folder, rows, Enrollments.SCHEMA);
  }

  private static Row row(String id, String phrase, String profile) {
    String uri = Manifests.sample("phrases/" + phrase + ".wav");
    return RowFactory.create(id, uri, null, profile, null, null);
  }
}
