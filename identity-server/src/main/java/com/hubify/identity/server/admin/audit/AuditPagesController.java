package com.hubify.identity.server.admin.audit;

import com.hubify.identity.server.audit.LatestAudit;
import com.hubify.identity.server.page.account.Moment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows the latest records of the audit trail. */
@Controller
class AuditPagesController {

    private static final int MOST = 100;

    private final LatestAudit audit;

    AuditPagesController(LatestAudit audit) {
        this.audit = audit;
    }

    /** A record as the page shows it. */
    record Row(Moment at, String kind, Map<String, String> details) {

        static Row of(LatestAudit.Shown shown) {
            return new Row(Moment.of(shown.at()), shown.kind(), new TreeMap<>(shown.details()));
        }
    }

    /**
     * @param kind what a record's kind begins with
     * @param about an account, client, key or reference
     */
    @GetMapping("/admin/audit")
    String list(
            @RequestParam(defaultValue = "") String kind, @RequestParam(defaultValue = "") String about, Model model) {
        List<Row> rows = audit.find(kind.strip(), about.strip(), MOST).stream()
                .map(Row::of)
                .toList();
        model.addAttribute("records", rows);
        model.addAttribute("kind", kind);
        model.addAttribute("about", about);
        return "admin/audit";
    }
}
