package com.hubify.identity.server.revocation.feed;

import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

/** A node whose Redis is emptied between tests: left alone, it would take that for a loss and write all of it again. */
public final class ForgetfulNode {

    private ForgetfulNode() {}

    /** Has the node follow no log while its Redis is emptied, and know nothing when it begins to follow it again. */
    public static void forget(ApplicationContext node, Runnable emptying) {
        RevocationTail tail = node.getBean(RevocationTail.class);
        tail.stop();
        ReflectionTestUtils.setField(node.getBean(RevocationHistory.class), "current", null);
        node.getBean(LostRevocations.class).forgetUnread();
        emptying.run();
        tail.start();
    }
}
