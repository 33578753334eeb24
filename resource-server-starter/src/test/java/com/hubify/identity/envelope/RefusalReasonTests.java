package com.hubify.identity.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.verification.Verification;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalReasonTests {

    @ParameterizedTest
    @EnumSource(RefusalReason.class)
    void saysWhatFailedAndWhatToDo(RefusalReason reason) {
        assertThat(reason.phrase()).isNotBlank().doesNotEndWith(".");
        assertThat(reason.remedy()).matches("[A-Z].*\\.");
        assertThat(RefusalReason.parse(reason.code())).contains(reason);
        assertThat(RefusalReason.withPhrase(reason.phrase())).contains(reason);
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
