namespace PlannedModels;

/// <summary>A wrong call of the program, which its message says in one line.</summary>
public sealed class CallException(string message) : Exception(message);
