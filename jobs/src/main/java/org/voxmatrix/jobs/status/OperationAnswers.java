package org.voxmatrix.jobs.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.voxmatrix.documents.OperationDocument;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.enroll.EnrollmentDocument;
import org.voxmatrix.jobs.identify.IdentificationTable;
import org.voxmatrix.jobs.profiles.EnrollmentTable;
import org.voxmatrix.jobs.verify.VerificationTable;
import org.voxmatrix.ledger.OperationRow;
import org.voxmatrix.ledger.OperationStatus;
import org.voxmatrix.tables.Warehouse;

/** What operations say, made of the decisions that they led to. */
public final class OperationAnswers {

  private final EnrollmentTable enrollments;
  private final IdentificationTable identifications;
  private final VerificationTable verifications;

  public OperationAnswers(Warehouse warehouse) {
    this.enrollments = new EnrollmentTable(warehouse);
    this.identifications = new IdentificationTable(warehouse);
    this.verifications = new VerificationTable(warehouse);
  }

  /** The service's document of an operation. */
  public ObjectNode document(OperationRow operation) {
    return OperationDocument.of(operation, of(operation));
  }

  /** What an operation says; null unless it succeeded. */
  JsonNode of(OperationRow operation) {
    if (operation.status() != OperationStatus.SUCCEEDED) {
      return null;
    }
    if (operation.processingResult() != null) {
      return Json.read(operation.processingResult()); // Of an earlier version.
    }
    String id = operation.operationId();
    return switch (operation.kind()) {
      case "enrollment" ->
          enrollments.find(id).map(EnrollmentDocument::processingResult).orElse(null);
      case "identification" -> identifications.answer(id).orElse(null);
      default -> verifications.answer(id).orElse(null);
    };
  }
}
