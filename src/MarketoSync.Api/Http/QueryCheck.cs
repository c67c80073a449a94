using MarketoSync.Api.Problems;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Http;

/// <summary>
/// What stands behind the question mark. A name that is not known is refused: with a mistyped option records would be sent otherwise than
/// was meant.
/// </summary>
internal static class QueryCheck
{
    /// <summary>The key may stand there for callers that cannot set a header.</summary>
    public const string Key = "code";

    public static Problem? Refuse(HttpRequest request, IReadOnlyCollection<string> known)
    {
        foreach (var (name, values) in request.Query)
        {
            if (name != Key && !known.Contains(name))
            {
                return new Problem(ProblemKinds.UnknownParameter, known.Count == 0
                    ? "The path takes no parameters."
                    : $"A parameter is not known. Known: {string.Join(", ", known)}.") { Parameter = Shown(name) };
            }

            if (values.Count > 1) return Problem.Invalid(Shown(name), "may be given once only.");
        }

        return null;
    }

    /// <summary>A value, or null where there is none.</summary>
    public static string? Text(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    private static string Shown(string name) => name.Length <= 40 ? name : name[..40];
}
