/**
 * Finds API keys that lie in files: which files of a folder are looked at, and where keys are in them. Asks no server and
 * hands on no secret: of a key that was found its public id alone leaves this package.
 */
@NullMarked
package com.hubify.identity.cli.apikey.scan;

import org.jspecify.annotations.NullMarked;
