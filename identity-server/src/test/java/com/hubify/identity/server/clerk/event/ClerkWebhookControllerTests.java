package com.hubify.identity.server.clerk.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.apikey.Events;
import com.hubify.identity.server.background.BackgroundWork;
import com.hubify.identity.server.error.Refusal;
import com.hubify.testing.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClerkWebhookControllerTests {

    private static final long NOW = TestClock.START.getEpochSecond();
    private static final String BODY = ClerkMessages.deleted("user_ada", NOW * 1000);
    private static final String OTHER_SECRET = "whsec_" + "A".repeat(32);

    private final InMemoryClerkEvents queue = new InMemoryClerkEvents();
    private final Events events = new Events();
    private final ClerkWebhookController controller = controller(List.of(ClerkMessages.SECRET), null);

    @Test
    void takesWhatClerkHasSigned() throws Exception {
        send(BODY, ClerkMessages.sign(ClerkMessages.SECRET, "msg_1", NOW, BODY));

        assertThat(queue.due()).containsOnlyKeys("msg_1");
        assertThat(events.published()).isEmpty();
    }

    /** While the secret is replaced, Clerk signs with both; other versions of signatures may come, too. */
    @Test
    void takesOneGoodSignatureAmongOthersWithEitherSecret() throws Exception {
        String both = "v1a,b3RoZXI= " + ClerkMessages.sign(OTHER_SECRET, "msg_1", NOW, BODY) + " "
                + ClerkMessages.sign(ClerkMessages.SECRET, "msg_1", NOW, BODY);
        send(BODY, both);
        controller(List.of(OTHER_SECRET, ClerkMessages.SECRET), null)
                .take(
                        request("msg_2", NOW, ClerkMessages.sign(ClerkMessages.SECRET, "msg_2", NOW, BODY)),
                        stream(BODY));

        assertThat(queue.due()).containsOnlyKeys("msg_1", "msg_2");
    }

    /** Attack: an event that Clerk never sent; one whose body, id or time was changed; one that was cut off on its way. */
    @Test
    void refusesWhatWasForgedOrChanged() {
        String signature = ClerkMessages.sign(ClerkMessages.SECRET, "msg_1", NOW, BODY);

        refuses(
                request("msg_1", NOW, ClerkMessages.sign(OTHER_SECRET, "msg_1", NOW, BODY)),
                BODY,
                "no valid signature");
        refuses(request("msg_1", NOW, signature), BODY.replace("user_ada", "user_bob"), "no valid signature");
        refuses(request("msg_1", NOW, signature), BODY.substring(0, BODY.length() - 1), "no valid signature");
        refuses(request("msg_1", NOW, signature), " " + BODY, "no valid signature");
        refuses(request("msg_2", NOW, signature), BODY, "no valid signature");
        refuses(request("msg_1", NOW + 1, signature), BODY, "no valid signature");
        refuses(request("msg_1", NOW, signature.replace("v1,", "v1a,")), BODY, "no valid signature");
    }

    /** Attack: replay a message of yesterday, or keep one for tomorrow. */
    @Test
    void refusesWhatIsFiveMinutesOff() throws Exception {
        for (long off : new long[] {-301, 301, -86_400}) {
            String signature = ClerkMessages.sign(ClerkMessages.SECRET, "msg_1", NOW + off, BODY);
            refuses(request("msg_1", NOW + off, signature), BODY, "too old or too new");
        }
        for (long off : new long[] {-300, 300}) {
            String id = "msg_" + Math.abs(off) + (off < 0 ? "a" : "b");
            controller.take(
                    request(id, NOW + off, ClerkMessages.sign(ClerkMessages.SECRET, id, NOW + off, BODY)),
                    stream(BODY));
        }
        assertThat(queue.due()).hasSize(2);
    }

    /** Attack: an id with a dot, whose text is signed as that of another id and time; headers twice, for a proxy in between. */
    @ParameterizedTest
    @ValueSource(strings = {"", "msg_1.5", "msg 1", "../msg"})
    void refusesIdsThatMeanSomethingElse(String id) {
        refuses(request(id, NOW, ClerkMessages.sign(ClerkMessages.SECRET, id, NOW, BODY)), BODY, "a malformed header");
    }

    @Test
    void refusesMissingAndDoubledHeaders() {
        String signature = ClerkMessages.sign(ClerkMessages.SECRET, "msg_1", NOW, BODY);
        MockHttpServletRequest twice = request("msg_1", NOW, signature);
        twice.addHeader("svix-id", "msg_1");

        refuses(twice, BODY, "a header is missing or doubled");
        refuses(new MockHttpServletRequest(), BODY, "a header is missing or doubled");
    }

    /** Attack: a message of any length. No more of it is read than the longest event has. */
    @Test
    void refusesWhatIsTooLong() {
        String body = ClerkMessages.body("user.updated", NOW, "{\"x\":\"" + "a".repeat(256 * 1024) + "\"}");

        refuses(
                request("msg_1", NOW, ClerkMessages.sign(ClerkMessages.SECRET, "msg_1", NOW, body)),
                body,
                "payload_too_large",
                "too large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"type\":\"user.deleted\"}",
                "{\"type\":\"user.deleted\",\"instance_id\":\"ins_1\",\"timestamp\":\"now\",\"data\":{}}",
                "{\"type\":\"user.deleted\",\"instance_id\":\"ins_1\",\"timestamp\":1,\"data\":[]}",
                "{\"type\":\"user.deleted\",\"type\":\"x\",\"instance_id\":\"ins_1\",\"timestamp\":1,\"data\":{}}"
            })
    void refusesWhatIsSignedAndNoEvent(String body) {
        refuses(
                request("msg_1", NOW, ClerkMessages.sign(ClerkMessages.SECRET, "msg_1", NOW, body)),
                body,
                "invalid_request",
                "not an event");
    }

    /** Attack: have the development instance, where anyone may ban anyone, speak for production. */
    @Test
    void refusesEventsOfAnotherInstanceWhereOneIsSet() throws Exception {
        ClerkWebhookController pinned = controller(List.of(ClerkMessages.SECRET), "ins_other");
        String signature = ClerkMessages.sign(ClerkMessages.SECRET, "msg_1", NOW, BODY);

        assertThatThrownBy(() -> pinned.take(request("msg_1", NOW, signature), stream(BODY)))
                .hasMessage("unauthorized");
        assertThat(queue.due()).isEmpty();
        controller(List.of(ClerkMessages.SECRET), ClerkMessages.INSTANCE)
                .take(request("msg_1", NOW, signature), stream(BODY));
        assertThat(queue.due()).hasSize(1);
    }

    /** Attack: replay a message within its five minutes. Clerk itself may send one twice, and gives up an endpoint that refuses. */
    @Test
    void answersARepetitionAlikeAndNotesIt() throws Exception {
        String signature = ClerkMessages.sign(ClerkMessages.SECRET, "msg_1", NOW, BODY);
        send(BODY, signature);

        send(BODY, signature);

        assertThat(queue.due()).hasSize(1);
        assertThat(events.published())
                .containsExactly(
                        new Refusal("repeated", "event of Clerk: the event msg_1 was taken before", "", "", false));
    }

    @Test
    void ignoresTypesThatNothingFollowsFrom() throws Exception {
        String body = ClerkMessages.body("sms.created", NOW, "{}");

        send(body, ClerkMessages.sign(ClerkMessages.SECRET, "msg_1", NOW, body));

        assertThat(queue.due()).isEmpty();
    }

    /** Clerk gives up an endpoint that refuses for days: what is ignored anyway may have any form. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"email.created\"}",
                "{\"type\":\"role.updated\",\"data\":[],\"timestamp\":\"now\",\"instance_id\":null}"
            })
    void ignoresOtherTypesWhateverTheirForm(String body) throws Exception {
        send(body, ClerkMessages.sign(ClerkMessages.SECRET, "msg_1", NOW, body));

        assertThat(queue.due()).isEmpty();
        assertThat(events.published()).isEmpty();
    }

    /** Clerk sends again what is not taken; nothing may be acknowledged that is not stored. */
    @Test
    void takesNothingBeyondItsBound() {
        IntStream.range(0, ClerkEvents.MOST)
                .forEach(i -> queue.add(new QueuedEvent("msg_old" + i, "{}", 0), TestClock.START));

        assertThatThrownBy(() -> send(BODY, ClerkMessages.sign(ClerkMessages.SECRET, "msg_1", NOW, BODY)))
                .hasMessage("service_unavailable");
    }

    /** Without a secret nothing can be verified, so there is nothing. */
    @Test
    void isNotThereWithoutASecret() {
        assertThatThrownBy(() -> controller(List.of(), null)
                        .take(
                                request("msg_1", NOW, ClerkMessages.sign(ClerkMessages.SECRET, "msg_1", NOW, BODY)),
                                stream(BODY)))
                .hasMessage("not_found");
        assertThat(queue.due()).isEmpty();
    }

    @Test
    void settingsThatCannotWorkStopTheStart() {
        assertThatThrownBy(() -> new ClerkWebhookProperties(List.of("whsec_c2hvcnQ="), null))
                .hasMessageContaining("hubify.identity.clerk.webhooks.secrets[0]")
                .hasMessageNotContaining("c2hvcnQ");
        assertThatThrownBy(() -> new ClerkWebhookProperties(List.of(), "production"))
                .hasMessageContaining("instance-id");
        assertThatCode(() -> new ClerkWebhookProperties(List.of(ClerkMessages.SECRET), ClerkMessages.INSTANCE))
                .doesNotThrowAnyException();
        assertThat(new ClerkWebhookProperties(List.of(ClerkMessages.SECRET), null).toString())
                .doesNotContain("whsec");
    }

    private void refuses(MockHttpServletRequest request, String body, String reason) {
        refuses(request, body, "unauthorized", reason);
    }

    private void refuses(MockHttpServletRequest request, String body, String code, String reason) {
        int before = events.published().size();
        assertThatThrownBy(() -> controller.take(request, stream(body)))
                .isInstanceOf(ApiRefusal.class)
                .hasMessage(code);
        assertThat(queue.due()).isEmpty();
        assertThat(events.published())
                .hasSize(before + 1)
                .contains(new Refusal(code, "event of Clerk: " + reason, "", "", false));
    }

    private void send(String body, String signature) throws IOException {
        controller.take(request("msg_1", NOW, signature), stream(body));
    }

    private static MockHttpServletRequest request(String id, long seconds, String signature) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("svix-id", id);
        request.addHeader("svix-timestamp", Long.toString(seconds));
        request.addHeader("svix-signature", signature);
        return request;
    }

    private static ByteArrayInputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }

    private ClerkWebhookController controller(List<String> secrets, @Nullable String instance) {
        TestClock clock = TestClock.standing();
        ClerkEventHandler users = new ClerkEventHandler() {
            @Override
            public Set<String> types() {
                return Set.of("user.deleted", "user.updated");
            }

            @Override
            public void handle(ClerkEvent event) {}
        };
        ClerkEventLoop loop =
                new ClerkEventLoop(new ClerkEventWorker(queue, List.of(users), events, clock), new BackgroundWork());
        return new ClerkWebhookController(new ClerkWebhookProperties(secrets, instance), queue, loop, events, clock);
    }
}
