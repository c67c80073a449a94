namespace MarketoSync.Simulator;

/// <summary>What an endpoint makes of a request: an operation to carry out, or the error for which the whole call is refused.</summary>
internal readonly record struct Accepted(IOperation? Operation, ApiError Error)
{
    public static implicit operator Accepted(ApiError error) => new(null, error);

    public static Accepted To(IOperation operation) => new(operation, default);

    public static Accepted Refuse(string code, string message) => new(null, new ApiError(code, message));
}
