namespace MarketoSync.Marketo;

/// <summary>Our words for faults that have no code of Marketo's. They reach reports.</summary>
public static class FaultCodes
{
    public const string Timeout = "timeout";
    public const string ConnectionLost = "connection-lost";
    public const string Unreachable = "unreachable";
    public const string UnreadableAnswer = "unreadable-answer";
    public const string WrongCount = "wrong-count";
    public const string Interrupted = "interrupted";
    public const string DailyLimit = "daily-limit";
    public const string SignIn = "sign-in";
    public const string UnexpectedStatus = "unexpected-status";
    public const string NoAnswer = "no-answer";
    public const string AnswerLost = "answer-lost";
    public const string ImportIncomplete = "import-incomplete";
    public const string ImportUnderWay = "import-under-way";
    public const string ImportFailed = "import-failed";
    public const string CannotLookUp = "cannot-look-up";
}
