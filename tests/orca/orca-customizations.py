# What Orca runs when it starts: a speech server that writes what it would say to file descriptor 3, one utterance a line.
import orca.settings
from orca import speechserver

orca.settings.speechServerFactory = __name__
orca.settings.enableBraille = False
orca.settings.enableKeyEcho = False


class SpeechServer(speechserver.SpeechServer):
    def __init__(self):
        self.out = open(3, "w", buffering=1, encoding="utf-8")

    @staticmethod
    def getFactoryName():
        return "Words to a file"

    @staticmethod
    def getSpeechServers():
        return [server]

    @staticmethod
    def getSpeechServer(info=None):
        return server

    def getInfo(self):
        return ["Words to a file", "words"]

    def getVoiceFamilies(self):
        return []

    def speak(self, text=None, acss=None, interrupt=True):
        if text:
            self.out.write(" ".join(text.split()) + "\n")

    def speakCharacter(self, character, acss=None):
        self.speak(character)

    def sayAll(self, utterances, progress):
        for context, _ in utterances:
            self.speak(context.utterance)


server = SpeechServer()
