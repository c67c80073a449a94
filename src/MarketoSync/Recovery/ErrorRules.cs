using System.Collections.Frozen;
using MarketoSync.Marketo;

namespace MarketoSync.Recovery;

/// <summary>
/// Every error that a whole call can meet, by Marketo's code, the HTTP status or our word for the fault.
/// Adobe says of 6xx that the call was not carried out; of 604, 608, 611 and 713 nothing promises it, for they can
/// come while Marketo is at work, so they count as lost answers.
/// </summary>
public static class ErrorRules
{
    private static readonly ErrorRule s_authenticate = new(Remedy.Authenticate);
    private static readonly ErrorRule s_throttle = new(Remedy.Throttle);
    private static readonly ErrorRule s_waitForQuota = new(Remedy.WaitForQuota);
    private static readonly ErrorRule s_backOff = new(Remedy.BackOff);
    private static readonly ErrorRule s_down = new(Remedy.BackOff, IsOfService: true);
    private static readonly ErrorRule s_unsure = new(Remedy.BackOff, MayHaveHappened: true);
    private static readonly ErrorRule s_lost = new(Remedy.BackOff, MayHaveHappened: true, IsOfService: true);
    private static readonly ErrorRule s_isolate = new(Remedy.Isolate);
    private static readonly ErrorRule s_wrongRequest = new(Remedy.Stop, Meaning: "Marketo refuses the request itself, whatever its records. Check Marketo__BaseUrl and the target.");

    private static readonly FrozenDictionary<string, ErrorRule> s_rules = new Dictionary<string, ErrorRule>
    {
        // HTTP
        ["413"] = new(Remedy.SplitBySize),
        ["429"] = s_throttle,
        ["400"] = s_isolate,
        ["401"] = new(Remedy.Stop, Meaning: "Marketo, or a gateway before it, does not accept the sign-in. Check Marketo__BaseUrl, Marketo__ClientId and Marketo__ClientSecret."),
        ["403"] = new(Remedy.Stop, Meaning: "Access is denied. The address of this machine may not be allowed, or a gateway blocks the call."),
        ["404"] = s_wrongRequest,
        ["405"] = s_wrongRequest,
        ["408"] = s_lost,

        // Only a call that names its records in its address can be too long: they are too many.
        ["414"] = new(Remedy.SplitBySize),
        ["500"] = s_lost,
        ["502"] = s_lost,
        ["503"] = s_lost,
        ["504"] = s_lost,

        // Response level
        ["600"] = s_authenticate,
        ["601"] = s_authenticate,
        ["602"] = s_authenticate,
        ["603"] = new(Remedy.Stop, Meaning: "Access is denied. The API user's role lacks the permission for this object, or the address of this machine is not on Marketo's list."),
        ["604"] = new(Remedy.SplitByTime, MayHaveHappened: true),
        ["605"] = s_wrongRequest,
        ["606"] = s_throttle,
        ["607"] = s_waitForQuota,
        ["608"] = s_lost,
        ["609"] = s_isolate,
        ["610"] = s_wrongRequest,
        ["611"] = s_unsure,
        ["612"] = s_wrongRequest,
        ["613"] = s_wrongRequest,
        ["614"] = s_down,
        ["615"] = s_throttle,
        ["616"] = new(Remedy.Stop, Meaning: "The subscription does not include this function. Ask your Adobe account team."),
        ["701"] = s_isolate,
        ["702"] = s_isolate,
        ["703"] = new(Remedy.Stop, Meaning: "The function is not enabled in this subscription. Ask your Adobe account team."),
        ["704"] = s_isolate,
        ["709"] = s_isolate,
        ["713"] = s_lost,
        ["718"] = s_isolate,
        ["719"] = s_lost,

        // Record-level codes that also come for a whole call
        ["1013"] = new(Remedy.Stop, Meaning: "The list, program or object that the target names does not exist. Correct the target in a new run, or make it in Marketo and resume this one."),
        ["1014"] = s_backOff,
        ["1016"] = new(Remedy.WaitForSlot),
        ["1018"] = new(Remedy.Stop, Meaning: "A native CRM sync owns this object, so Marketo does not take it from the API. Make the change in the CRM."),
        ["1019"] = s_backOff,
        ["1020"] = s_waitForQuota,
        ["1025"] = new(Remedy.Stop, Meaning: "The program's channel has no such status. Begin a new run with one that it has, or make it in Marketo and resume this one."),
        ["1026"] = new(Remedy.Stop, Meaning: "Custom objects are not part of this subscription. Ask your Adobe account team."),
        ["1029"] = s_backOff,

        // Our words
        [FaultCodes.Timeout] = s_lost,
        [FaultCodes.ConnectionLost] = s_lost,
        [FaultCodes.UnreadableAnswer] = s_lost,
        [FaultCodes.WrongCount] = s_lost,
        [FaultCodes.Interrupted] = s_unsure,
        [FaultCodes.Unreachable] = s_down,
        [FaultCodes.SignIn] = s_down,
        [FaultCodes.ImportIncomplete] = s_backOff,
        [FaultCodes.DailyLimit] = s_waitForQuota,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Codes => s_rules.Keys;

    public static ErrorRule For(string code)
    {
        if (s_rules.TryGetValue(code, out var rule)) return rule;

        return code switch
        {
            // A record's verdict given for the whole call: one record, or all of them, are meant.
            ['1', _, _, _] when IsNumber(code) => s_isolate,
            ['5', _, _] when IsNumber(code) => s_lost,
            ['3' or '4', _, _] when IsNumber(code) => s_wrongRequest,
            // Whatever is not documented may come at any time, also while Marketo is at work.
            _ => s_unsure,
        };
    }

    private static bool IsNumber(string code) => code.All(char.IsAsciiDigit);
}
