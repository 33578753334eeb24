package com.hubify.identity.cli;

import picocli.CommandLine.Command;

/** {@code hubify auth api-key}. */
@Command(
        name = "api-key",
        description = "Create, list and revoke API keys. Keys can't manage keys: sign in first.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  hubify auth api-key create --name \"my-integration\" --scope \"labs:read,experiments:*\"",
            "  hubify auth api-key list",
            "  hubify auth api-key revoke 0aB3xY9z"
        })
final class ApiKeyCommand extends CommandGroup {}
