using Orleans;

namespace Godwit.Pool.Homes;

/// <summary>The user is not homed here (any more). The front end looks her home up again and sends the request there.</summary>
[GenerateSerializer, Alias("godwit.MovedException")]
public sealed class MovedException : Exception
{
    public MovedException() : base("The user is homed elsewhere")
    {
    }
}
