package com.hubify.identity.cli;

import picocli.CommandLine.Command;

/** {@code hubify auth}. */
@Command(
        name = "auth",
        description = "Sign in and out, and manage API keys.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {"  hubify auth login", "  hubify auth whoami", "  hubify auth api-key list"})
final class AuthCommand extends CommandGroup {}
