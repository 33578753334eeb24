/**
 * The audit trail on the auditor's machine: fetched as a file of JSON lines ({@link com.hubify.identity.cli.audit.export.AuditExport}), and
 * checked without the server ({@link com.hubify.identity.cli.audit.TrailVerification}). Each line is one record of a hash chain, or
 * a signed checkpoint that says how far the chains went. Files may be as large as a disk: they are read in chunks, as bytes.
 */
@NullMarked
package com.hubify.identity.cli.audit;

import org.jspecify.annotations.NullMarked;
