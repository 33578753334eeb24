package com.hubify.identity.cli;

import com.hubify.identity.cli.login.Browser;
import com.hubify.identity.cli.session.Pause;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Everything the command takes from the machine it runs on, in one place, so that a test can be another machine.
 *
 * @param issuer the identity server that is meant where the environment names none
 * @param interactive whether a person sits in front of it: input and output are a terminal
 * @param patience how long the user may take to sign in
 * @param timeout how long a server may take to answer
 */
record Surroundings(
        Map<String, String> environment,
        String issuer,
        Path home,
        String operatingSystem,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean interactive,
        Clock clock,
        SecureRandom random,
        Pause pause,
        Browser browser,
        Duration patience,
        Duration timeout) {}
