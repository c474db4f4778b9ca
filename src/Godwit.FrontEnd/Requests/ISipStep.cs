namespace Godwit.FrontEnd.Requests;

/// <summary>A step that every request takes, in the order of <c>SipPipeline</c>: it answers, or lets the request go on.</summary>
public interface ISipStep
{
    ValueTask Take(SipContext context, CancellationToken cancel);
}
