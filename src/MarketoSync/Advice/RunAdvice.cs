namespace MarketoSync.Advice;

/// <summary>What happened to records between us and Marketo.</summary>
internal static class RunAdvice
{
    private const string CheckFirst =
        "Look some of them up in Marketo. Repeating an update does no harm, repeating a creation may create them twice.";

    public static IReadOnlyList<(string Code, string Meaning, string Action)> All { get; } =
    [
        ("no-answer", "The record was sent and no usable answer came back: it may be in Marketo or not.", CheckFirst),
        ("answer-lost", "A call's answer was lost, and when it was asked again the record was gone.", "Nothing to do: it is gone, as you wanted."),
        ("not-sent", "The run ended before it was this record's turn.", "If the run stopped, resume it: it goes on where it stopped. If it was cancelled, retry it."),
        ("timeout", "Marketo did not answer in time.", CheckFirst),
        ("connection-lost", "The connection broke before Marketo's answer was complete.", CheckFirst),
        ("unreadable-answer", "Marketo's answer could not be read.", CheckFirst),
        ("wrong-count", "Marketo's answer did not cover all records of the call.", CheckFirst),
        ("cannot-look-up", "No answer came back, and these records cannot be looked up to find out.", CheckFirst),
        ("unreachable", "Marketo could not be reached.", "Check the network and Marketo__BaseUrl, then resume the run."),
        ("sign-in", "We could not sign in to Marketo.", "Check Marketo__ClientId and Marketo__ClientSecret, then resume the run."),
        ("daily-limit", "The daily number of calls that you allow this integration is used up.", "Resume the run tomorrow, or raise Marketo__DailyCallLimit."),
        ("interrupted", "The run was interrupted while this record was on its way.", CheckFirst),
        ("unexpected-status", "Marketo answered with an outcome that we do not know.", "Look the record up in Marketo, and tell whoever looks after this integration."),
        ("import-incomplete", "The import is over, and what Marketo gave out of it does not tell what became of this row.", CheckFirst),
        ("import-under-way", "Marketo goes on with a file that it has, whether or not anybody asks.", "If the run stopped, resume it: it asks Marketo what became of the file."),
        ("import-failed", "Marketo's import of the file broke down as a whole, and it is not known how far it came.", "If the message names a field, correct it in your file and sync that again; if not, retry the run. To import a row again does no harm: it is found by its key."),
        ("unexplained", "Marketo did not take the record and gave no reason.", "Sync the record again on its own. If it is refused again, ask Adobe support."),
    ];
}
