namespace MarketoSync.Simulator;

/// <summary>One entry of <c>errors</c> or <c>reasons</c>.</summary>
internal readonly record struct ApiError(string Code, string Message);
