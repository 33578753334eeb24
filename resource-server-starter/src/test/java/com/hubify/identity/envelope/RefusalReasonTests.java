package com.hubify.identity.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.verification.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalReasonTests {

    private static final Pattern SETTING = Pattern.compile("hubify(?:\\.[a-z-]+){2,}");

    @ParameterizedTest
    @EnumSource(RefusalReason.class)
    void saysWhatFailedAndWhatToDo(RefusalReason reason) {
        assertThat(reason.phrase()).isNotBlank().doesNotEndWith(".");
        assertThat(reason.remedy()).matches("[A-Z].*\\.");
        assertThat(RefusalReason.parse(reason.code())).contains(reason);
        assertThat(RefusalReason.withPhrase(reason.phrase())).contains(reason);
    }

    /** Fault: a setting is renamed, or a remedy names one from memory, and operators look for what isn't there. */
    @ParameterizedTest
    @EnumSource(RefusalReason.class)
    void namesSettingsThatThereAre(RefusalReason reason) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "configuration.md"));
        assertThat(SETTING.matcher(reason.remedy()).results().map(MatchResult::group))
                .allSatisfy(setting -> assertThat(page).containsPattern("`" + Pattern.quote(setting) + "[`.]"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 429, 503})
    void knowsEachStatusOfARefusal(int status) {
        assertThat(RefusalReason.of(status)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(Verification.Reason.class)
    void knowsEachReasonOfAService(Verification.Reason reason) {
        assertThat(RefusalReason.withPhrase(reason.phrase()))
                .map(RefusalReason::name)
                .contains(reason.name());
    }
}
