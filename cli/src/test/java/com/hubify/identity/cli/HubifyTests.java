package com.hubify.identity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.cli.TestMachine.Outcome;
import com.hubify.identity.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubifyTests extends CommandTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "auth",
                "auth login",
                "auth logout",
                "auth whoami",
                "auth status",
                "auth token",
                "auth scopes",
                "auth why",
                "auth api-key",
                "auth api-key create",
                "auth api-key list",
                "auth api-key revoke",
                "auth api-key scan",
                "clients",
                "clients list",
                "clients show",
                "clients create",
                "clients update",
                "clients rotate-secret",
                "clients disable",
                "clients enable",
                "clients delete",
                "clients diff",
                "clients apply",
                "audit",
                "audit export",
                "audit verify",
                "completion",
                "help"
            })
    void explainsEachCommandWithExamplesAndExitCodes(String command) {
        Outcome help = run((command + " --help").trim().split(" "));

        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("Usage: hubify " + command)
                .contains("Examples:")
                .contains("Exit codes:")
                .contains("  3  not signed in");
        assertThat(server.seen()).isEmpty();
    }

    // A list of commands shows the first line of each description.
    @Test
    void sumsUpCommandsInWholeSentences() {
        String help = run("auth", "api-key", "--help").out().replaceAll("\\s+", " ");

        assertThat(help)
                .contains("Its id goes to standard error. list Print")
                .contains("without their secrets. show Print")
                .contains("or by the key itself. scan Find")
                .contains("without asking a server. Examples:");
    }

    /** Sentences were cut where the first line of a description ended, in lists of commands. */
    @ParameterizedTest
    @ValueSource(strings = {"", "auth", "auth api-key", "clients", "audit"})
    void cutsNoSentenceInAListOfCommands(String group) {
        String help = run((group + " --help").trim().split(" ")).out();
        String list = help.substring(help.indexOf("Commands:\n") + 10, help.indexOf("\nExamples:"));

        assertThat(list.split("\n  (?=\\S)"))
                .allSatisfy(entry -> assertThat(entry.strip()).endsWith("."));
    }

    /** {@code help auth token} showed what {@code help auth} does. */
    @ParameterizedTest
    @ValueSource(strings = {"auth", "auth token", "auth api-key create", "completion", "help"})
    void helpsWithTheVeryCommandThatIsNamed(String command) {
        Outcome help = run(("help " + command).split(" "));

        assertThat(help.exitCode()).as(help.err()).isZero();
        assertThat(help.out()).isEqualTo(run((command + " --help").split(" ")).out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auth lgoin|hubify auth login",
                "auth stauts|hubify auth status",
                "auth api-key lst|hubify auth api-key list",
                "auth apikey|hubify auth api-key",
                "aut|hubify auth",
                "login|hubify auth login",
                "api-key list|hubify auth api-key",
                "help auth tokn|hubify auth token",
                "auth login --devcie|--device",
                "auth api-key create --scopes=labs:read|--scope"
            })
    void asksWhetherAnotherWasMeant(String command, String meant) {
        Outcome outcome = run(command.split(" "));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(outcome.err()).contains("Did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bogus|auth, clients, audit, completion, help",
                "help bogus|auth, clients, audit, completion, help",
                "auth frobnicate|login, logout, whoami, status, token, scopes, why, api-key",
                "auth api-key frobnicate|create, list, show, update, advise, rotate, revoke, scan"
            })
    void listsTheCommandsWhereNothingComesNear(String command, String commands) {
        assertThat(run(command.split(" ")).err())
                .contains("\nIts commands are: " + commands + ".\n")
                .doesNotContain("Did you mean");
    }

    /** What is missing was complained of first, though nothing may be missing where a word is mistyped. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "auth api-key create --bogus|Unknown option: '--bogus'.",
                "auth api-key create --bogus=value --name x|Unknown option: '--bogus'.",
                "auth api-key create --bogus --name|Unknown option: '--bogus'.",
                "auth api-key create bogus|'bogus' is not expected here.",
                "auth api-key revoke --bogus|Unknown option: '--bogus'.",
                "completion --bogus|Unknown option: '--bogus'.",
                "--bogus auth api-key create|Unknown option: '--bogus'.",
                "auth --bogus api-key create|Unknown option: '--bogus'.",
                "bogus auth api-key create|'hubify' has no command 'bogus'."
            })
    void namesTheUnknownWordBeforeWhatIsMissing(String command, String sentence) {
        Outcome outcome = run(command.split(" "));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(outcome.err()).startsWith("hubify: " + sentence + "\n").doesNotContain("Missing");
    }

    @Test
    void printsItsVersion() {
        assertThat(run("--version").out()).isEqualTo("hubify development\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "auth api-key", "nonsense", "auth login --nonsense", "auth api-key revoke"})
    void endsWithUsageErrorAndShowsTheWayToHelp(String command) {
        Outcome outcome = run(command.split(" "));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("hubify: ").contains("--help");
    }

    /** What was said before named the index of an unmatched argument. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "frobnicate|'hubify' has no command 'frobnicate'.",
                "auth frobnicate|'hubify auth' has no command 'frobnicate'.",
                "auth whoami me|'me' is not expected here.",
                "auth whoami --me|Unknown option: '--me'.",
                "completion fish|'fish' is not one of: bash, zsh."
            })
    void saysWhichWordIsWrong(String command, String sentence) {
        assertThat(run(command.split(" ")).err()).startsWith("hubify: " + sentence + "\n");
    }

    /** A newcomer whose server isn't running was sent to look for the network. */
    @Test
    void saysHowToStartAServerOfThisMachine() {
        server.close();

        assertThat(run("auth", "login").err())
                .contains("the connection was refused")
                .contains("Start that server (./run in a checkout)");
    }

    /** It named a server that a checkout doesn't talk to. */
    @Test
    void namesTheServerThatIsMeantInItsHelp() {
        machine.environment.remove("HUBIFY_ISSUER");
        assertThat(run("--help").out())
                .contains("HUBIFY_ISSUER       the identity server; https://id.hubify.com if not set\n");

        machine.issuer = "http://localhost:9001";
        assertThat(run("--help").out())
                .contains("HUBIFY_ISSUER       the identity server; http://localhost:9001 if not set\n");

        machine.environment.put("HUBIFY_ISSUER", "https://id.example/%41/");
        assertThat(run("--help").out()).contains("""
                        HUBIFY_ISSUER       the identity server; http://localhost:9001 if not set
                                            (now https://id.example/%41)
                        """.indent(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example",
                "ftp://localhost",
                "https://id.example?x=1",
                "https://user@id.example",
                "id.example",
                "http://127.evil.example",
                "https://id.example\u001b[2J"
            })
    void refusesIssuerThatIsNone(String issuer) {
        machine.environment.put("HUBIFY_ISSUER", issuer);

        Outcome outcome = run("auth", "token");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(outcome.err()).contains("HUBIFY_ISSUER must be an https URL").doesNotContain("\u001b");
    }

    /** As it is copied from an address bar. */
    @Test
    void takesAnIssuerWithATrailingSlash() {
        machine.environment.put("HUBIFY_ISSUER", server.issuer() + "/");

        signIn();

        machine.environment.put("HUBIFY_ISSUER", server.issuer());
        assertThat(run("auth", "token").exitCode()).isZero();
    }

    @Test
    void hasThePublicServerAsDefault() {
        machine.environment.remove("HUBIFY_ISSUER");

        assertThat(run("auth", "token").err()).contains("Not signed in at https://id.hubify.com");
    }

    @Test
    void takesArgumentsAsTheyAreWritten() throws Exception {
        signIn();
        Path file = Files.writeString(home.resolve("arguments"), "from-a-file");

        run("auth", "api-key", "create", "--name", "@" + file, "--scope", "labs:read");

        assertThat(server.seen("/v1/api-keys").get(0).body()).contains("\"@" + file + "\"");
    }

    @Test
    void showsStackTraceOnlyIfAskedAndWithNothingInvisibleInIt() {
        server.tokens.idToken = claims -> claims.issuer("https://evil.example/\u001b[2J");

        String quiet = run("auth", "login").err();
        machine.environment.put("HUBIFY_DEBUG", "1");
        String loud = run("auth", "login").err();

        assertThat(quiet).doesNotContain("    at com.hubify");
        assertThat(loud).contains("    at com.hubify").contains("\\u001b[2J").doesNotContain("\u001b");
    }

    @Test
    void completesItsCommandsInBash() throws Exception {
        Path script = Files.writeString(
                home.resolve("completion"), run("completion", "bash").out());

        String proposals =
                bash("source " + script + "; COMP_WORDS=(hubify auth api-key ''); COMP_CWORD=3; _complete_hubify;"
                        + " echo \"${COMPREPLY[*]}\"");

        assertThat(proposals).contains("create").contains("list").contains("revoke");
    }

    /** {@code completion | head} spoke of a lost API key. */
    @Test
    void speaksOfNoKeyWhereNoneCanBeLost() {
        Outcome outcome = machine.runIntoClosedPipe("completion", "bash");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNEXPECTED.number());
        assertThat(outcome.err()).contains("could not be written").doesNotContain("API key");
    }

    private static String bash(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return printed;
    }
}
